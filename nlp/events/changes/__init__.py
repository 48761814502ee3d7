"""Changes in how services are organised and paid for: money, pilots, roll-outs, councils merged and split."""
