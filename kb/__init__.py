"""Knowledge: articles, incidents, answered questions, products and releases, and the site they become."""
