from pathlib import Path

from jiannuo.publicity import workflow

DIAGRAM = Path(__file__).resolve().parents[2] / "docs" / "diagrams" / "publication.md"


def test_the_diagram_in_the_docs_is_the_table():
    assert workflow.mermaid() in DIAGRAM.read_text()
