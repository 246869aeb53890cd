from django.urls import path

from jiannuo.fulfilment.views import accounting, evidence, item, item_steps, ledger, measures, mine, sheet

app_name = "fulfilment"
urlpatterns = [
    path("mine/", mine.mine, name="mine"),
    path("mine/results/", accounting.own_results, name="own_results"),
    path("of/<int:pk>/results/", accounting.results, name="results"),
    path("of/<int:pk>/", ledger.ledger, name="ledger"),
    path("of/<int:pk>/bulk/", ledger.bulk, name="bulk"),
    path("of/<int:pk>/excel/", sheet.export, name="export"),
    path("of/<int:pk>/bring-back/", sheet.bring_back, name="bring_back"),
    path("sheets/<int:pk>/", sheet.sheet, name="sheet"),
    path("sheets/<int:pk>/apply/", sheet.apply, name="sheet_apply"),
    path("sheets/<int:pk>/discard/", sheet.discard, name="sheet_discard"),
    path("sheets/<int:pk>/marked/", sheet.marked, name="sheet_marked"),
    path("items/<int:pk>/", item.item, name="item"),
    path("items/<int:pk>/row/", item.row, name="row"),
    path("items/<int:pk>/fill/", item.fill, name="fill"),
    path("items/<int:pk>/tick/", item_steps.tick, name="tick"),
    path("items/<int:pk>/remark/", item_steps.remark, name="remark"),
    path("items/<int:pk>/take-back/", item_steps.take_back, name="take_back"),
    path("items/<int:pk>/settle/", item_steps.settle, name="settle"),
    path("items/<int:pk>/hand-back/", item_steps.hand_back, name="hand_back"),
    path("items/<int:pk>/measures/", measures.add, name="add_measure"),
    path("measures/<int:pk>/", measures.change, name="measure"),
    path("items/<int:pk>/evidence/", evidence.add, name="add_evidence"),
    path("evidence/<int:pk>/", evidence.show, name="evidence"),
    path("evidence/<int:pk>/remove/", evidence.remove, name="remove_evidence"),
]
