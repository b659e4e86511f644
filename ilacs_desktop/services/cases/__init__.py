"""The Cases page: children's cards and referrals back."""
