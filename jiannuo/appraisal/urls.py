from django.urls import path

from jiannuo.appraisal.views import case, leader, meeting, report, speaking

app_name = "appraisal"
leader_urls = [
    path("comments/", leader.queue, name="leader_queue"),
    path("comments/<int:pk>/", leader.subject, name="leader_subject"),
    path("comments/<int:pk>/save/", leader.autosave, name="leader_subject_autosave"),
    path("comments/<int:pk>/members/", leader.members, name="leader_members"),
    path("comments/member/<int:pk>/", leader.member, name="leader_member"),
    path("comments/member/<int:pk>/save/", leader.autosave_member, name="leader_member_autosave"),
    path("visits/<int:pk>/", leader.visit, name="visit"),
]
branch_urls = [
    path("case/<int:pk>/", case.case, name="case"),
    path("mine/", report.my_report, name="my_report"),
    path("of/<int:pk>/meeting/", meeting.meeting, name="meeting"),
    path("meetings/<int:pk>/arrange/", meeting.arrange, name="arrange"),
    path("meetings/<int:pk>/roll/", meeting.roll, name="roll"),
    path("meetings/<int:pk>/hear/", speaking.hear_all, name="hear"),
    path("meetings/<int:pk>/reports/<int:member>/", speaking.report, name="report"),
    path("meetings/<int:pk>/judge/", speaking.judge, name="judge"),
    path("meetings/<int:pk>/minutes/", meeting.minutes, name="minutes"),
    path("meetings/<int:pk>/fix/", meeting.fix, name="fix"),
]
urlpatterns = [*leader_urls, *branch_urls]
