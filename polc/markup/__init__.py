"""Pages and pictures as elements: what a file or a case says can never become markup."""
