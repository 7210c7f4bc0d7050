"""The addresses of signing in and out."""

from joinedup.web.access.routes import route
from joinedup.web.access.rules import ANYONE, SIGNED_IN
from joinedup.web.accounts import provider_views, views

urlpatterns = [
    route("sign-in/", views.sign_in, name="sign-in", sees=ANYONE),
    route("sign-in/begin/", provider_views.begin, name="sign-in-begin", sees=ANYONE),
    route("sign-in/answer/", provider_views.answer, name="sign-in-answer", sees=ANYONE),
    route("sign-in/keys/", provider_views.keys, name="sign-in-keys", sees=ANYONE),
    route("sign-out/", views.sign_out, name="sign-out", sees=ANYONE),
    route("sign-out/everywhere/", views.sign_out_everywhere, name="sign-out-everywhere", sees=SIGNED_IN),
    route("your-posts/", views.your_posts, name="your-posts", sees=SIGNED_IN),
]
