"""The SOP on screen: for each asesi each step with who, when, which record, how long, and what is missing."""
