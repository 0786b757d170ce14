"""The stack as it goes to AWS: its template, its binaries, and a campaign through it on an emulator of AWS."""
