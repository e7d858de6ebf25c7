"""The one door to a language model: what is asked, how it is sent, tried again, kept and paid for."""
