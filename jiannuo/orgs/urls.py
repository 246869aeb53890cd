"""Organisations, members, offices, sign-ins, rosters."""

from django.urls import path

from jiannuo.orgs.views import appointments, members, roster, second_line, slips, tree

app_name = "orgs"
urlpatterns = [
    path("", tree.tree, name="tree"),
    path("<int:pk>/", tree.organisation, name="organisation"),
    path("<int:pk>/edit/", tree.organisation_edit, name="organisation_edit"),
    path("<int:pk>/found/", tree.found, name="found"),
    path("<int:pk>/close/", tree.close, name="close"),
    path("<int:pk>/members/", members.members, name="members"),
    path("<int:pk>/members/add/", members.member_add, name="member_add"),
    path("members/<int:pk>/", members.member, name="member"),
    path("members/<int:pk>/edit/", members.member_edit, name="member_edit"),
    path("members/<int:pk>/leave/", members.member_leave, name="member_leave"),
    path("members/<int:pk>/sign-in/", members.sign_in, name="sign_in"),
    path("<int:pk>/sign-ins/", members.sign_ins, name="sign_ins"),
    path("slips/", slips.slips, name="slips"),
    path("slips/printed/", slips.slips_printed, name="slips_printed"),
    path("<int:pk>/appointments/", appointments.appointments, name="appointments"),
    path("<int:pk>/admit/", appointments.admit, name="admit"),
    path("appointments/<int:pk>/sign-in/", appointments.reissue, name="reissue"),
    path("appointments/<int:pk>/end/", appointments.dismiss, name="dismiss"),
    path("second-line/", second_line.second_line, name="second_line"),
    path("second-line/sectors/add/", second_line.sector_add, name="sector_add"),
    path("second-line/sectors/<int:pk>/", second_line.sector_edit, name="sector_edit"),
    path("second-line/sectors/<int:pk>/remove/", second_line.sector_remove, name="sector_remove"),
    path("second-line/groups/add/", second_line.group_add, name="group_add"),
    path("second-line/groups/<int:pk>/", second_line.group_edit, name="group_edit"),
    path("second-line/groups/<int:pk>/remove/", second_line.group_remove, name="group_remove"),
    path("<int:pk>/roster/", roster.roster_import, name="roster_import"),
    path("roster/<int:pk>/", roster.roster_batch, name="roster_batch"),
    path("roster/<int:pk>/confirm/", roster.roster_confirm, name="roster_confirm"),
    path("roster/<int:pk>/discard/", roster.roster_discard, name="roster_discard"),
    path("roster/<int:pk>/refused/", roster.roster_refused, name="roster_refused"),
]
