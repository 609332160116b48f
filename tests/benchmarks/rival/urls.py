"""The survey application at the root, and a page that tells that the server is up."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("well")


urlpatterns = [path("health", health), path("", include("djf_surveys.urls"))]
