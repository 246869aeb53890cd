"""Every write of the room: moves (the road), draft and propose (提诺), review (审诺), confirm (定诺), filing (备案)."""
