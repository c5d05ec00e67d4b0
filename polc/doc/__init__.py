"""A policy as a site for officials: who gets what, by which clause."""
