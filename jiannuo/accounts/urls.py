"""Signing in and out. The names account_* are allauth's own and are reversed by it; ours are accounts:*."""

from allauth.account import views as allauth_views
from django.urls import include, path

from jiannuo.accounts import views

app_urls = [
    path("demo/<int:pk>/", views.demo, name="demo"),
    path("large-print/", views.large_print, name="large_print"),
]
urlpatterns = [
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("", include((app_urls, "accounts"))),
]
