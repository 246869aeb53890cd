"""承诺档案 (C1): one pledge from its first text to its appraisal, on one page that prints."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.appraisal.case.book import book_of
from jiannuo.pledges import queries as pledges
from jiannuo.pledges.wording import form_title


@require_safe
def case(request: Request, pk: int) -> HttpResponse:
    """For everybody who may see the pledge; of 述, 讲 and 点 what each may read."""
    pledge = get_object_or_404(pledges.visible_to(request.user), pk=pk)
    context = {"pledge": pledge, "title": form_title(pledge), "book": book_of(request.user, pledge)}
    return render(request, "appraisal/case.html", context)
