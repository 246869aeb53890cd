"""承诺档案 (C1): everything about one pledge in time order, gathered from small functions, one for each noun.

Each takes the reader and a pledge that he may see, and yields what he may see of it, in a fixed number of queries.
"""
