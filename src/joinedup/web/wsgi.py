"""The application as a web server calls it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from joinedup.web.kept.ahead import with_pages_made_ahead

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "joinedup.web.settings")
application = with_pages_made_ahead(get_wsgi_application(), settings.SURROUNDINGS.place)
