"""The page as most people write it with Django and `i18n_patterns`, rendered for every request."""
