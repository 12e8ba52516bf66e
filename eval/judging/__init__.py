"""A language model's opinion of answers: how it is asked, how its replies are read, what is kept of them."""
