"""What is written about a plan, in each form: how it begins, its parts, who takes part, what is sent, how it went."""
