"""Who may see and do what, in one place: roles, what each may do, the viewer of a request, and the rule of every address."""
