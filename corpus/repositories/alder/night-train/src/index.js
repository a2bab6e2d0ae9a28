const { BaseKonnector, requestFactory, saveBills } = require('cozy-konnector-libs')
const request = requestFactory({ cheerio: true })

module.exports = new BaseKonnector(start)

async function start(fields) {
  const $ = await request('https://night-train.example/tickets')
  const documents = $('.ticket a')
    .get()
    .map(link => ({ fileurl: $(link).attr('href'), vendor: 'night train' }))
  await this.saveBills(documents, fields)
}
