"""Signing in and out. The names account_* are allauth's own and are reversed by it."""

from allauth.account import views as allauth_views
from django.urls import path

urlpatterns = [
    path("login/", allauth_views.login, name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("password/change/", allauth_views.password_change, name="account_change_password"),
]
