const { BaseKonnector, requestFactory, saveFiles } = require('cozy-konnector-libs')
const request = requestFactory({ cheerio: true })

module.exports = new BaseKonnector(start)

async function start(fields) {
  const $ = await request('https://meadow-health.example/steps')
  const documents = $('.steps a')
    .get()
    .map(link => ({ fileurl: $(link).attr('href'), vendor: 'meadow' }))
  await this.saveFiles(documents, fields)
}
