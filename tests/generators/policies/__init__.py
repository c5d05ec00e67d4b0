"""Random well-typed policies, as the text of their files, and cases for them."""
