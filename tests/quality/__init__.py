"""Quality floors: what reading and answering reach on annotated documents, measured and pinned."""
