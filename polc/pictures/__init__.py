"""Pictures of what a case or a policy comes to, as SVG: made once for page, site and notice."""
