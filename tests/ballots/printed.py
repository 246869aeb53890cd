"""What a person reads from the printed papers of a box."""

import re
from io import BytesIO

from pypdf import PdfReader

from jiannuo.ballots import codes


def keys_and_slips(pdf):
    """(codes of the key sheets, tokens of the slips)."""
    keys, slips = [], []
    for page in PdfReader(BytesIO(pdf)).pages:
        text = page.extract_text()
        lines = re.findall(r"^(?:[0-9A-Z]{1,4} ?)+$", text, re.MULTILINE)
        if "监票人钥匙单" in text:
            number = re.search(r"票箱号\s*([0-9A-Z]{4} [0-9A-Z]{4})", text).group(1)
            keys.append(" ".join(line for line in lines if line.strip() != number))
        else:
            slips += [token for line in lines if (token := codes.read_token(line))]
    return keys, slips
