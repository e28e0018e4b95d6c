module.exports = { ...require('../../jest.preset.cjs'), displayName: 'body-chart', rootDir: __dirname };
