"""Who may print which copy, and why not."""

from jiannuo.accounts.models import User
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import oversees
from jiannuo.papers.copies import Copy
from jiannuo.papers.models import BatchState, PrintBatch
from jiannuo.pledges.authors import is_own
from jiannuo.pledges.models import Pledge

MOST_AT_ONCE = 3


def why_not_copy(user: User, pledge: Pledge, copy: Copy) -> str:
    """The copies other than the one on the wall carry sex, age and date of joining: not for guides and co-signers."""
    if copy is Copy.DISPLAY or pledge.member is None or is_own(user, pledge) or oversees(user, pledge.path):
        return ""
    return "这一份含有个人信息，只供本人和所属党组织使用。您可以打印公示份。"


def why_not_batch(user: User, organisation: Organisation, total: int, unfinished: int) -> str:
    """Why nothing can be printed in one go here, or ""."""
    if not oversees(user, organisation.path or "none"):
        return "批量打印由本级或上级党组织的负责人办理。"
    if not total:
        return "本组织及下级还没有已提交的承诺书，提诺后即可打印。"
    if unfinished >= MOST_AT_ONCE:
        return f"您已有{unfinished}个打印任务正在生成，请等其中一个完成后再打印。"
    return ""


def why_not_download(batch: PrintBatch) -> str:
    if batch.state == BatchState.DONE:
        return ""
    return f"文件{BatchState(batch.state).label}，现在不能下载。"
