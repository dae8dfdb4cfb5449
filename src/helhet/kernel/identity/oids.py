"""The systems that give identity numbers, as OIDs.

Sources: Skatteverket's and Inera's registered OIDs (Inera: "Personuppgiftstjänsten, identitetsformat"); X.520 for
organisation numbers. A region's own series has its own OID and is content, not code.
"""

PERSONNUMMER = "1.2.752.129.2.1.3.1"
SAMORDNINGSNUMMER = "1.2.752.129.2.1.3.3"
RESERVE_NATIONAL = "1.2.752.74.9.1"
HSA = "1.2.752.129.2.1.4.1"
ORGANISATION = "2.5.4.97"
