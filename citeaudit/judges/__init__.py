"""What a sentence is: a claim, the writer's verdict, somebody's words; each with the words that say so."""
