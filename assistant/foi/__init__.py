"""The FOI desk: a request letter in, a draft response from prior answers out, nothing claimed unchecked."""
