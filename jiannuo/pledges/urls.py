from django.urls import path

from jiannuo.pledges.views import (
    agenda,
    amendment,
    batch,
    check,
    confirmation,
    detail,
    draft,
    filing,
    item,
    listing,
    oral,
    paste,
    queue,
    signers,
    wishes,
    words,
)

app_name = "pledges"
draft_urls = [
    path("mine/", draft.mine, name="mine"),
    path("of/<int:pk>/", draft.organisation, name="organisation"),
    path("in/<int:pk>/", listing.listing, name="list"),
    path("in/<int:pk>/missing/", listing.missing, name="missing"),
    path("in/<int:pk>/oral/", oral.oral, name="oral"),
    path("in/<int:pk>/wishes/", wishes.wishes, name="wishes"),
    path("<int:pk>/", detail.detail, name="detail"),
    path("<int:pk>/write/", draft.write, name="write"),
    path("<int:pk>/autosave/", draft.autosave, name="autosave"),
    path("<int:pk>/paste/", paste.paste, name="paste"),
    path("<int:pk>/signers/", signers.signers, name="signers"),
    path("<int:pk>/agree/", signers.agree, name="agree"),
    path("<int:pk>/agree/<int:member>/", signers.note_agreement, name="note_agreement"),
    path("<int:pk>/step-out/", signers.step_out, name="step_out"),
    path("<int:pk>/check/", check.check, name="check"),
    path("<int:pk>/items/<uuid:uid>/", item.item, name="item"),
    path("<int:pk>/propose/", check.propose, name="propose"),
    path("<int:pk>/withdraw/", check.withdraw, name="withdraw"),
]
review_urls = [
    path("review/", queue.queue, name="queue"),
    path("review/batch/", batch.review_batch, name="review_batch"),
    path("review/batch/done/", batch.review_batch_done, name="review_batch_done"),
    path("<int:pk>/review/", queue.review, name="review"),
    path("meetings/<int:pk>/agenda/", agenda.agenda, name="agenda"),
    path("meetings/<int:pk>/agenda/take-back/", agenda.take_back, name="take_back_votes"),
    path("in/<int:pk>/confirm/", confirmation.confirm, name="confirm"),
    path("in/<int:pk>/confirm/done/", confirmation.confirm_done, name="confirm_done"),
    path("<int:pk>/reconsider/", confirmation.reconsider_pledge, name="reconsider"),
    path("in/<int:pk>/filing/", filing.filing, name="filing"),
    path("<int:pk>/amend/", amendment.amend_pledge, name="amend"),
    path("<int:pk>/amend/drop/", amendment.drop_amendment, name="drop_amendment"),
    path("<int:pk>/diff/", amendment.diff_page, name="diff"),
    path("<int:pk>/versions/<int:number>/", amendment.version, name="version"),
    path("<int:pk>/versions/<int:number>/receipt/", filing.receipt, name="receipt"),
]
words_urls = [path("words/<int:year>/", words.words, name="words")]
urlpatterns = [*draft_urls, *review_urls, *words_urls]
