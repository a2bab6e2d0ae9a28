namespace ManifestMigrator.Benchmarks;

/// <summary>An invented manifest of the old form, of the size and shape that most real ones have.</summary>
internal static class SampleManifest
{
    public const string Text = """
        {
          "version": "1.4.0",
          "name": "Lanterne Énergie",
          "type": "node",
          "language": "node",
          "icon": "icon.svg",
          "slug": "lanterne",
          "source": "https://git.example.org/konnectors/lanterne.git",
          "editor": "Cozy",
          "vendorLink": "https://www.lanterne.example",
          "category": "energy",
          "frequency": "weekly",
          "timeInterval": [6, 18],
          "fields": {
            "login": {
              "type": "text"
            },
            "password": {
              "type": "password"
            },
            "contract": {
              "type": "text",
              "isRequired": false,
              "min": 10
            },
            "advancedFields": {
              "folderPath": {
                "advanced": true,
                "isRequired": false
              }
            }
          },
          "dataType": [
            "bill",
            "contract"
          ],
          "screenshots": [],
          "permissions": {
            "bills data": {
              "description": "Used to save the data of the bills",
              "type": "io.cozy.bills"
            },
            "files": {
              "description": "Used to save the bills",
              "type": "io.cozy.files"
            },
            "accounts": {
              "description": "Used to read the data of the account",
              "type": "io.cozy.accounts",
              "verbs": ["GET"]
            }
          },
          "developer": {
            "name": "Atelier Lanterne",
            "url": "https://atelier.example"
          },
          "langs": ["fr", "en"],
          "locales": {
            "fr": {
              "short_description": "Récupère vos factures d’énergie",
              "long_description": "Récupère vos factures, vos contrats et le suivi de votre consommation.\nLes factures sont classées par contrat.",
              "fields": {
                "contract": {
                  "label": "Numéro de contrat"
                }
              },
              "permissions": {
                "bills data": {
                  "description": "Utilisé pour enregistrer les données des factures"
                },
                "files": {
                  "description": "Utilisé pour enregistrer les factures"
                },
                "accounts": {
                  "description": "Utilisé pour lire les données du compte"
                }
              }
            },
            "en": {
              "short_description": "Fetch your energy bills",
              "long_description": "Fetch your bills, your contracts and what you consume.\nThe bills are filed by contract.",
              "fields": {
                "contract": {
                  "label": "Contract number"
                }
              },
              "permissions": {
                "bills data": {
                  "description": "Required to save the data of the bills"
                },
                "files": {
                  "description": "Required to save the bills"
                },
                "accounts": {
                  "description": "Required to read the data of the account"
                }
              }
            }
          },
          "banksTransactionRegExp": "\\blanterne\\b",
          "manifest_version": "2"
        }

        """;
}
