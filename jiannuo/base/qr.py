from io import BytesIO
from typing import Any

import segno


def drawn(text: str, **how: Any) -> str:
    """The text as a QR code of middle correction, an SVG; `how`: what segno's `save` takes (scale, border, title)."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", xmldecl=False, **how)
    return out.getvalue().decode()
