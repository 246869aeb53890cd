"""Every address of the product; each room declares its own. Who may open what: tests/house/permissions/."""

from django.urls import include, path

urlpatterns = [
    path("", include("jiannuo.publicity.urls")),
    path("desk/", include("jiannuo.desk.urls")),
    path("accounts/", include("jiannuo.accounts.urls")),
    path("orgs/", include("jiannuo.orgs.urls")),
    path("rounds/", include("jiannuo.rounds.urls")),
    path("duties/", include("jiannuo.duties.urls")),
    path("meetings/", include("jiannuo.meetings.urls")),
    path("pledges/", include("jiannuo.pledges.urls")),
    path("ledger/", include("jiannuo.fulfilment.urls")),
    path("ballots/", include("jiannuo.ballots.urls")),
    path("appraisal/", include("jiannuo.appraisal.urls")),
    path("papers/", include("jiannuo.papers.urls")),
    path("ui/", include("jiannuo.ui.urls")),
]
