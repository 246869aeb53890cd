"""A pledge whose page was taken down before the pledge itself knew of it: no page calls it public any more."""

from collections.abc import Iterator

from django.db import migrations

from jiannuo.base.migrations_support import Statements

_TOLD = """UPDATE pledges_pledge SET
  stage = CASE WHEN stage = 'published' THEN 'filed' ELSE stage END,
  taken_down_at = (
    SELECT MAX(ended_at) FROM publicity_publication
    WHERE pledge_id = pledges_pledge.id AND version_id = pledges_pledge.published_id AND state = 'withdrawn'
  ),
  published_id = NULL
WHERE EXISTS (
    SELECT 1 FROM publicity_publication
    WHERE pledge_id = pledges_pledge.id AND version_id = pledges_pledge.published_id AND state = 'withdrawn'
  )
  AND NOT EXISTS (SELECT 1 FROM publicity_publication WHERE pledge_id = pledges_pledge.id AND state = 'live')"""


def tell(on_sqlite: bool) -> Iterator[str]:  # noqa: ARG001, FBT001
    yield _TOLD


class Migration(migrations.Migration):
    dependencies = [("publicity", "0005_ground_of_taking_down"), ("pledges", "0013_taken_down")]
    operations = [Statements(tell, lambda _: ())]
