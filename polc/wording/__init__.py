"""What polc and its policies name, in the words of the reader."""
