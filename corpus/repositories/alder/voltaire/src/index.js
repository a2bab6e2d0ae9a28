const { BaseKonnector, requestFactory, saveBills } = require('cozy-konnector-libs')
const request = requestFactory({ cheerio: true })

module.exports = new BaseKonnector(start)

async function start(fields) {
  const $ = await request('https://voltaire-power.example/account/bills')
  const documents = $('.bills a')
    .get()
    .map(link => ({ fileurl: $(link).attr('href'), vendor: 'voltaire' }))
  await this.saveBills(documents, fields)
}
