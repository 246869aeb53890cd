"""Every write of the room: prepare (提出), steps (审核, 审批, 退回, 实施, 撤下)."""
