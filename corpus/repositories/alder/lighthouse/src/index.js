const { BaseKonnector, requestFactory, saveFiles } = require('cozy-konnector-libs')
const request = requestFactory({ cheerio: true })

module.exports = new BaseKonnector(start)

async function start(fields) {
  const $ = await request('https://lighthouse-mutual.example/contracts')
  const documents = $('#contracts a')
    .get()
    .map(link => ({ fileurl: $(link).attr('href'), vendor: 'lighthouse' }))
  await this.saveFiles(documents, fields)
}
