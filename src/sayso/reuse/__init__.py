"""Text reuse: who carries whose text, passage by passage, and which way it went where the evidence says so."""
