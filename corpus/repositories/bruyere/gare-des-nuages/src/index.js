const { BaseKonnector, requestFactory, saveBills } = require('cozy-konnector-libs')
const request = requestFactory({ cheerio: true })

module.exports = new BaseKonnector(start)

async function start(fields) {
  const $ = await request('https://gare-des-nuages.example/voyages')
  const documents = $('.billet a')
    .get()
    .map(link => ({ fileurl: $(link).attr('href'), vendor: 'gare des nuages' }))
  await this.saveBills(documents, fields)
}
