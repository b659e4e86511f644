"""Cases: children tracked, sampled and dip-sampled, and referrals back."""
