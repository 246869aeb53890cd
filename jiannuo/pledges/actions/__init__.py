"""Every write of the room: moves (the road), draft (提诺), review (审诺), confirm (定诺), file (备案), amend (充实完善)."""
