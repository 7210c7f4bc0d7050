"""The outside face for people: a Django project that holds operational state only; figures come from published builds."""
