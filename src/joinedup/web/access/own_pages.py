"""Addresses that somebody hands in to be sent to: followed only where they are pages of this application."""

from __future__ import annotations

from django.utils.http import url_has_allowed_host_and_scheme

from joinedup.web.access.request import Request


def page_of_ours(request: Request, asked: str, *, otherwise: str) -> str:
    """The address asked for, if it is ours and begins at its root; else another that is."""
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if is_ours and asked.startswith("/") else otherwise
