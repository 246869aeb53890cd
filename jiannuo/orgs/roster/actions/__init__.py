"""A roster on its way into the members table: arrival → preview → writing; sweeping takes up what was left.

The row of ImportBatch is the truth. Every step may be done again: a process that dies leaves a lease that runs out,
and the next one begins the step anew with the same result.
"""
