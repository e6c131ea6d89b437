"""Text becomes mentions and statements with evidence: five phases for the network, then small composers."""
