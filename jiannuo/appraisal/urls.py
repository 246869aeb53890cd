from django.urls import path

from jiannuo.appraisal.views import (
    case,
    leader,
    leader_one,
    meeting,
    meeting_book,
    mutual,
    recording,
    report,
    speaking,
    summary,
    survey,
    surveys,
    visit,
    yearly,
    yearly_excel,
    yearly_one,
    yearly_own,
    yearly_steps,
)

app_name = "appraisal"
leader_urls = [
    path("comments/", leader.queue, name="leader_queue"),
    path("comments/<int:pk>/", leader_one.subject, name="leader_subject"),
    path("comments/<int:pk>/save/", leader_one.autosave, name="leader_subject_autosave"),
    path("comments/<int:pk>/members/", leader.members, name="leader_members"),
    path("comments/member/<int:pk>/", leader_one.member, name="leader_member"),
    path("comments/member/<int:pk>/save/", leader_one.autosave_member, name="leader_member_autosave"),
    path("visits/<int:pk>/", visit.visit, name="visit"),
]
branch_urls = [
    path("case/<int:pk>/", case.case, name="case"),
    path("mine/", report.my_report, name="my_report"),
    path("members/<int:pk>/report/", recording.report_for, name="report_for"),
    path("of/<int:pk>/meeting/", meeting.meeting, name="meeting"),
    path("meetings/<int:pk>/arrange/", meeting_book.arrange, name="arrange"),
    path("meetings/<int:pk>/roll/", meeting_book.roll, name="roll"),
    path("meetings/<int:pk>/hear/", speaking.hear_all, name="hear"),
    path("meetings/<int:pk>/reports/<int:member>/", speaking.report, name="report"),
    path("meetings/<int:pk>/judge/", speaking.judge, name="judge"),
    path("meetings/<int:pk>/minutes/", meeting_book.minutes, name="minutes"),
    path("meetings/<int:pk>/fix/", meeting_book.fix, name="fix"),
]
survey_urls = [
    path("of/<int:pk>/surveys/", surveys.survey_list, name="survey_list"),
    path("of/<int:pk>/surveys/convene/", surveys.survey_convene, name="survey_convene"),
    path("of/<int:pk>/surveys/summary/", summary.survey_summary, name="survey_summary"),
    path("surveys/<int:pk>/", survey.survey, name="survey"),
    path("surveys/<int:pk>/arrange/", survey.survey_arrange, name="survey_arrange"),
    path("surveys/<int:pk>/roll/", survey.survey_roll, name="survey_roll"),
    path("surveys/<int:pk>/open/", survey.survey_open, name="survey_open"),
    path("surveys/<int:pk>/fix/", survey.survey_fix, name="survey_fix"),
    path("surveys/<int:pk>/cancel/", survey.survey_cancel, name="survey_cancel"),
    path("mutual/mine/", mutual.my_mutual, name="my_mutual"),
    path("mutual/<int:pk>/", mutual.mutual, name="mutual"),
    path("meetings/<int:pk>/mutual/", mutual.mutual_start, name="mutual_start"),
]
yearly_urls = [
    path("year/mine/", yearly_own.my_yearly, name="my_yearly"),
    path("year/weights/<int:year>/", yearly_own.yearly_scale, name="yearly_scale"),
    path("of/<int:pk>/year/", yearly.yearly, name="yearly"),
    path("of/<int:pk>/year/own/", yearly_own.yearly_own, name="yearly_own"),
    path("of/<int:pk>/year/draft/", yearly_steps.yearly_draft, name="yearly_draft"),
    path("of/<int:pk>/year/propose/", yearly_steps.yearly_propose, name="yearly_propose"),
    path("of/<int:pk>/year/decide/", yearly_steps.yearly_decide, name="yearly_decide"),
    path("of/<int:pk>/year/close/", yearly_steps.yearly_close, name="yearly_close"),
    path("of/<int:pk>/year/excel/", yearly_excel.yearly_export_all, name="yearly_export_all"),
    path("year/<int:pk>/", yearly_one.yearly_one, name="yearly_one"),
    path("year/<int:pk>/excel/", yearly_excel.yearly_export, name="yearly_export"),
    path("year/<int:pk>/self/", yearly_one.yearly_self, name="yearly_self"),
    path("year/<int:pk>/reply/", yearly_one.yearly_reply, name="yearly_reply"),
    path("year/<int:pk>/answer/", yearly_one.yearly_answer, name="yearly_answer"),
    path("year/<int:pk>/back/<str:move>/", yearly_one.yearly_back, name="yearly_back"),
    path("year/<int:pk>/publish/", yearly_one.yearly_publish, name="yearly_publish"),
]
urlpatterns = [*leader_urls, *branch_urls, *survey_urls, *yearly_urls]
