"""Children's trusts and companies: weighed, set up, taking services over, wound up."""
