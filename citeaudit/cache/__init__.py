"""What is known of documents from earlier runs, under keys made of all that their audits depend on."""
