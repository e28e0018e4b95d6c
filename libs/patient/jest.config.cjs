module.exports = { ...require('../../jest.preset.cjs'), displayName: 'patient', rootDir: __dirname };
